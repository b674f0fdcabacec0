import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { ApiError, backend } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { words } from '@/lib/i18n/setup'
import { followJob } from '@/lib/jobs/follow'
import { announce } from './announce'
import { toast, toastError } from './toast'

interface UndoToast {
  title: string
  children?: ReactNode
  /** The batch that the operation answered with; without it only the words are shown. */
  undo: string
  /** What the screen does besides once it is undone, such as going back to it. */
  onUndone?: () => void
}

/** Says what was done, and offers to undo all of it. */
export function undoToast({ title, children, undo, onUndone }: UndoToast) {
  return toast({
    title,
    children,
    action: undo
      ? { label: words.t('undo.undo'), run: () => void undoBatch(undo, onUndone) }
      : undefined,
  })
}

/** Undoes a change, and says what that came to. A long one shows how far it is. */
export async function undoBatch(batch: string, onUndone?: () => void): Promise<void> {
  try {
    const out = await backend.Undo({ batch })
    const result = out.job ? await showJob(out.job.id) : say(out.say)
    announce(result)
    toast({ title: result })
    onUndone?.()
  } catch (error) {
    toastError(error)
  }
}

async function showJob(job: string): Promise<string> {
  const id = notifications.show({
    title: words.t('undo.undoing'),
    message: '',
    loading: true,
    autoClose: false,
    withCloseButton: false,
  })
  try {
    const end = await followJob(job, ({ done, total }) =>
      notifications.update({ id, title: words.t('undo.undoing'), message: `${done} / ${total}` }),
    )
    if (end.state !== 'done') throw new ApiError((end.error ?? {}) as Partial<ApiError>)
    return say(end.result)
  } finally {
    notifications.hide(id)
  }
}
