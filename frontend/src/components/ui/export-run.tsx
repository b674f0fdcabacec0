import { Button, Group, Progress } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { api } from '@wails/go/models'
import { ApiError, backend } from '@/lib/api/client'
import { handOver } from '@/lib/files/files'
import { words } from '@/lib/i18n/setup'
import { followJob } from '@/lib/jobs/follow'
import { announce } from './announce'
import { toast, toastError } from './toast'

/** The formats of an export. */
export type ExportFormat = api.ExportCardsIn['format']

// What is done sooner needs no progress.
const patience = 1000

/**
 * Waits for an export, also after its screen is left, and gives the person the
 * file; what took long shows how far it is and can be cancelled. `said` is the
 * sentence for so many rows.
 */
export async function runExport(
  start: Promise<api.JobView>,
  said: (count: number) => string,
): Promise<void> {
  try {
    const job = await start
    const end = await follow(job)
    if (end.state === 'cancelled') return void toast({ title: words.t('export.cancelled') })
    if (end.state !== 'done') throw new ApiError((end.error ?? {}) as Partial<ApiError>)
    const { file } = await backend.GetExport({ id: job.id })
    // The window was told not to save it.
    if (!file || (!file.content && !file.savedTo)) return
    const path = handOver(file)
    const title = said(end.total)
    announce(title)
    toast({ title, children: path ? words.t('export.saved_to', { path }) : file.name })
  } catch (error) {
    toastError(error)
  }
}

async function follow(started: api.JobView): Promise<api.JobView> {
  let now = started
  let shown = ''
  const words = setTimeout(() => {
    shown = notifications.show(progressOf(now))
  }, patience)
  try {
    return await followJob(started.id, (job) => {
      now = job
      if (shown) notifications.update({ id: shown, ...progressOf(job) })
    })
  } finally {
    clearTimeout(words)
    if (shown) notifications.hide(shown)
  }
}

function progressOf(job: api.JobView) {
  return {
    title: words.t('export.running', { done: job.done, total: job.total }),
    message: (
      <Group gap="sm" wrap="nowrap">
        <Progress
          flex={1}
          aria-label={words.t('export.progress')}
          value={job.total > 0 ? (100 * job.done) / job.total : 0}
        />
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void backend.CancelJob({ id: job.id }).catch(toastError)}
        >
          {words.t('common.cancel')}
        </Button>
      </Group>
    ),
    autoClose: false as const,
    withBorder: true,
    withCloseButton: false,
  }
}
