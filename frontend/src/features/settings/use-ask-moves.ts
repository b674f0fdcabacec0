import type { api } from '@wails/go/models'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { backend } from '@/lib/api/client'

/**
 * Asks before a change of zone or country moves planned steps, with their
 * number. Resolves to whether to go on.
 */
export function useAskMoves(): (draft: api.SaveWorkspaceIn) => Promise<boolean> {
  const { t } = useTranslation()
  const confirm = useConfirm()
  return useCallback(
    async (draft) => {
      // what is wrong with the draft is said by saving it
      const check = await backend.CheckWorkspace(draft).catch(() => ({ moves: 0 }))
      if (check.moves === 0) return true
      return confirm({
        title: t('settings.moves_title'),
        consequences: [t('settings.moves', { count: check.moves })],
        action: t('settings.moves_confirm'),
      })
    },
    [confirm, t],
  )
}
