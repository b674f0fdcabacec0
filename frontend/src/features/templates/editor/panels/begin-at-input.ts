/** For the `ref` of what a dialog holds: the focus begins at what can be typed, not at the button above it. */
export function beginAtInput(element: HTMLElement | null) {
  element?.querySelector('input:not([type="radio"])')?.setAttribute('data-autofocus', '')
}
