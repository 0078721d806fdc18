/** At the beginning only: inside a longer text angle brackets may well mean something. */
const PLACEHOLDER = /^<[^<>]+>/;

/** The placeholder that a text begins with, such as `<your-subnet>` left over from a sample; `undefined` for none. */
export function placeholderIn(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[0];
}
