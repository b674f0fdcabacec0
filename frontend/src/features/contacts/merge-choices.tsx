import { Radio, Stack, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import classes from './contacts.module.css'
import { Section } from './section'
import { choosing, chosenOf, keeping } from './state/merge'

interface MergeChoicesProps {
  plan: api.MergeView
  order: api.MergeIn
  onChange: (order: api.MergeIn) => void
}

/** Which client stays, and which answer where they say different things. */
export function MergeChoices({ plan, order, onChange }: MergeChoicesProps) {
  const { t } = useTranslation()
  const rows = [...plan.contacts].sort((a, b) => a.id.localeCompare(b.id))
  const ids = rows.map((r) => r.id)
  return (
    <div className={classes.body}>
      <Section title={t('contacts.merge_keep')}>
        <Radio.Group
          aria-label={t('contacts.merge_keep')}
          value={order.keep}
          onChange={(keep) => onChange(keeping(ids, keep))}
        >
          <Stack gap="xs">
            {rows.map((r) => (
              <Radio.Card key={r.id} value={r.id} aria-label={r.name} className={classes.choice}>
                <Radio.Indicator mt={2} />
                <span className={classes.grow}>
                  <Text span display="block" fw={550} className="clip" title={r.name}>
                    {r.name}
                  </Text>
                  <Text span display="block" size="sm" c="dimmed" className="clip">
                    {[r.companyName, r.email, r.phone].filter(Boolean).join(' · ') ||
                      t('contacts.no_addresses')}
                  </Text>
                  <Text span display="block" size="xs" c="dimmed">
                    {t('cards.count', { count: r.cards })} · <When at={r.created} day />
                  </Text>
                </span>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
      </Section>
      {plan.conflicts.length > 0 && (
        <Section title={t('contacts.merge_differ')}>
          <Stack gap="md">
            {plan.conflicts.map((c) => (
              <Conflict
                key={c.what}
                conflict={c}
                chosen={chosenOf(order, c)}
                onChoose={(option) => onChange(choosing(order, c.what, option))}
              />
            ))}
          </Stack>
        </Section>
      )}
    </div>
  )
}

interface ConflictProps {
  conflict: api.MergeConflict
  chosen: number
  onChoose: (option: api.MergeOption) => void
}

function Conflict({ conflict, chosen, onChoose }: ConflictProps) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      label={t(`contacts.merge_what.${conflict.what}`)}
      value={String(chosen)}
      onChange={(i) => {
        const option = conflict.options[Number(i)]
        if (option) onChoose(option)
      }}
    >
      <Stack gap={6} mt={4}>
        {conflict.options.map((o, i) => (
          <Radio
            key={o.value}
            value={String(i)}
            label={<span style={{ whiteSpace: 'pre-line' }}>{o.shown}</span>}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
