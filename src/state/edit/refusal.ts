/** Why an edit is not made; a clause without a final period. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
