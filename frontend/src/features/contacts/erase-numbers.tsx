import { List } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'

/** What an erasure takes away, in numbers; what is none is not said. */
export function EraseNumbers({ plan }: { plan: api.EraseView }) {
  const { t } = useTranslation()
  const names = plan.cardNames.join(', ') + (plan.cards > plan.cardNames.length ? ' …' : '')
  const said = [
    plan.cards > 0 && t('contacts.erase_cards', { count: plan.cards, names }),
    ...(['messages', 'tasks', 'notes', 'files', 'history', 'enrolments'] as const).map(
      (what) => plan[what] > 0 && t(`contacts.erase_${what}`, { count: plan[what] }),
    ),
    plan.uploads > 0 && t('contacts.erase_uploads', { count: plan.uploads }),
    plan.addresses > 0 && t('contacts.erase_addresses', { count: plan.addresses }),
    plan.kept.length > 0 &&
      t('contacts.erase_kept', { addresses: plan.kept.map((a) => a.typed).join(', ') }),
  ].filter((s) => s !== false)
  if (plan.cards + plan.messages + plan.tasks === 0) said.unshift(t('contacts.erase_nothing_else'))
  return (
    <List spacing={4}>
      {said.map((s) => (
        <List.Item key={s}>{s}</List.Item>
      ))}
    </List>
  )
}
