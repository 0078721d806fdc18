const TOKEN = /<\?xml [^?]*\?>|<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([A-Za-z][\w.:-]*)="([^"]*)"/g;
const ENTITY = /&(?:amp|lt|gt|quot|apos|#(\d+));/g;

const NAMES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An element of XML. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

function decode(text: string): string {
  if (text.replaceAll(ENTITY, '').includes('&')) throw new Error(`a bare & in ${JSON.stringify(text)}`);
  // oxlint-disable-next-line no-control-regex -- XML 1.0 forbids them
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(text)) throw new Error('a character that XML forbids');
  return text.replaceAll(ENTITY, (entity, number: string | undefined) =>
    number === undefined ? (NAMES[entity.slice(1, -1)] ?? '') : String.fromCodePoint(Number(number)),
  );
}

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(ATTRIBUTE)].map(
    ([, name = '', value = '']) => [name, decode(value)] as const,
  );
  if (new Set(found.map(([name]) => name)).size < found.length)
    throw new Error(`an attribute twice: ${text}`);
  return Object.fromEntries(found);
}

/** Reads the XML that we write (elements, attributes, text); throws when it is not well-formed. */
export function parseXml(xml: string): XmlElement {
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(xml);
    if (match === null) throw new Error(`not XML: ${xml.slice(at, at + 40)}`);
    const [, closing, name, attributes = '', empty, text] = match;
    const parent = open.at(-1);
    if (parent === undefined) throw new Error('too many end tags');
    if (text !== undefined) parent.text += decode(text);
    else if (closing === '/') {
      if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
      open.pop();
    } else if (name !== undefined) {
      const element: OpenElement = { name, attributes: attributesOf(attributes), children: [], text: '' };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  const [only, ...others] = root.children;
  if (open.length !== 1 || only === undefined || others.length > 0)
    throw new Error('there must be one root element');
  return only;
}
