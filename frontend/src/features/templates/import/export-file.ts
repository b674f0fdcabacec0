import { announce } from '@/components/ui/announce'
import { toast, toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { handOver } from '@/lib/files/files'
import { words } from '@/lib/i18n/setup'

/** Gives the person a template as a file. */
export async function exportFile(id: string): Promise<void> {
  try {
    const file = await backend.ExportTemplate({ id })
    // The window was told not to save it.
    if (!file.content && !file.savedTo) return
    const path = handOver(file)
    const title = words.t('templates.exported')
    announce(title)
    toast({ title, children: path ? words.t('export.saved_to', { path }) : file.name })
  } catch (error) {
    toastError(error)
  }
}
