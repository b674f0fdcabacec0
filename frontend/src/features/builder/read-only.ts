/**
 * How a field looks that may be read and not changed: flat, and as legible as
 * any text, which a disabled one is not.
 */
export function fieldLook(readOnly: boolean): { readOnly?: boolean; variant?: 'filled' } {
  return readOnly ? { readOnly: true, variant: 'filled' } : {}
}
