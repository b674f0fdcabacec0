import { announce } from '@/components/ui/announce'
import { toast, toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { words } from '@/lib/i18n/setup'
import { handOver } from './files'

/** Gives the person an automation as a file that any product can import. */
export async function exportSequence(id: string): Promise<void> {
  try {
    const file = await backend.ExportSequence({ id })
    // The window was told not to save it.
    if (!file.content && !file.savedTo) return
    const path = handOver(file)
    const title = words.t('packs.exported')
    announce(title)
    toast({ title, children: path ? words.t('export.saved_to', { path }) : file.name })
  } catch (error) {
    toastError(error)
  }
}
