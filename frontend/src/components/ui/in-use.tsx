import { Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import type { api } from '@wails/go/models'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { rememberFocus } from './use-focus-back'
import { UseList } from './used-by'

interface InUse {
  title: string
  /** Why it stays, and what to do first. */
  words: string
  uses: api.Use[]
  product: string
}

/** Says why something can't be deleted: what uses it, each a door. */
export function useSayInUse(): (refusal: InUse) => void {
  const { t } = useTranslation()
  return useCallback(
    ({ title, words, uses, product }) => {
      const id = modals.open({
        title: (
          <Text span fw={600} fz="lg">
            {title}
          </Text>
        ),
        children: (
          <>
            <Text>{words}</Text>
            <UseList uses={uses} product={product} onGo={() => modals.close(id)} />
          </>
        ),
        onClose: rememberFocus(),
        closeButtonProps: { 'aria-label': t('common.close') },
      })
    },
    [t],
  )
}
