// In the window of the program the program itself shows notices; here are those
// of a browser, which shows them where the person allowed it.

/** Whether this is a browser that can show notices. */
export function canNotify(): boolean {
  return 'Notification' in window && !('WailsInvoke' in window)
}

/** What the person said about notices in this browser. */
export function permission(): NotificationPermission {
  return canNotify() ? Notification.permission : 'denied'
}

/** Asks the person; browsers want a click before. */
export async function askPermission(): Promise<NotificationPermission> {
  return canNotify() ? Notification.requestPermission() : 'denied'
}

/** Shows a notice; several windows with the same one show it once. */
export function showNotice(id: string, title: string, body: string) {
  if (permission() !== 'granted') return
  try {
    new Notification(title, { body, tag: `stepwise-${id}` })
  } catch {
    // Some browsers let only their workers show notices; the list has it all the same.
  }
}
