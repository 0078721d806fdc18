/** The form that lvmd demands of a device class's name (https://github.com/topolvm/topolvm/blob/main/internal/lvmd/device_class_manager.go). */
const CLASS_NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const MAX_LENGTH = 63;

/** The rule on names, to end a message with. */
export const CLASS_NAME_FORM =
  'Use at most 63 letters, digits, "-", "_" or ".", beginning and ending with a letter or digit.';

/** Says whether lvmd accepts a name for a device class. */
export function isClassName(name: string): boolean {
  return name.length <= MAX_LENGTH && CLASS_NAME.test(name);
}
