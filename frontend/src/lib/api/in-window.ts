/** Whether this page is in the window of the program, not in a browser. */
export function inWindow(): boolean {
  return 'WailsInvoke' in window
}
