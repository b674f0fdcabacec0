import { List, Stack, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import type { ReactNode } from 'react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { rememberFocus } from './use-focus-back'

interface Question {
  title: string
  /** What will happen. */
  children?: ReactNode
  /** The consequences, each with its number: "3 automations stop for these cards". */
  consequences?: string[]
  /** The verb of the button, never "OK". */
  action: string
  /** Deletes or ends something. */
  danger?: boolean
}

/** Asks before something that can't be undone; Enter confirms, Esc does not. Resolves to the answer. */
export function useConfirm(): (q: Question) => Promise<boolean> {
  const { t } = useTranslation()
  return useCallback(
    (q) =>
      new Promise((answer) => {
        const giveBack = rememberFocus()
        modals.openConfirmModal({
          title: (
            <Text span fw={600} fz="lg">
              {q.title}
            </Text>
          ),
          children: <Body {...q} />,
          labels: { confirm: q.action, cancel: t('common.cancel') },
          confirmProps: { color: q.danger ? 'red' : undefined, 'data-autofocus': true },
          closeButtonProps: { 'aria-label': t('common.close') },
          onConfirm: () => answer(true),
          onCancel: () => answer(false),
          onClose: () => {
            giveBack()
            answer(false)
          },
        })
      }),
    [t],
  )
}

function Body({ children, consequences }: Pick<Question, 'children' | 'consequences'>) {
  return (
    <Stack gap="sm">
      {children && <Text component="div">{children}</Text>}
      {consequences && consequences.length > 0 && (
        <List spacing={4} size="md">
          {consequences.map((c) => (
            <List.Item key={c}>{c}</List.Item>
          ))}
        </List>
      )}
    </Stack>
  )
}
