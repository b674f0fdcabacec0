import { Button, Collapse, Text, Title } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import cards from '../../cards.module.css'
import { PassageBox } from './passage-box'
import { StartAutomation } from './start-automation'

/** Which automations the card is in, and was in; start, pause, skip and stop by hand. */
export function AutomationsPanel({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const openDrawer = useOpenDrawer()
  const live = view.passages.filter((p) => p.enrolment.ended === 0)
  const past = view.passages.filter((p) => p.enrolment.ended !== 0)
  return (
    <section className={cards.panel} aria-label={t('cards.automations')}>
      <div className={cards.panelHead}>
        <Title order={2} className={cards.heading}>
          {t('cards.automations')}
        </Title>
        {view.steers && <StartAutomation view={view} />}
      </div>
      {live.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('cards.no_automations')}
        </Text>
      )}
      {live.map((p) => (
        <PassageBox key={p.enrolment.id} passage={p} view={view} />
      ))}
      {past.length > 0 && (
        <>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => setOpen(!open)}
            aria-expanded={open}
            w="fit-content"
          >
            {t('cards.past_automations', { count: past.length })}
          </Button>
          <Collapse expanded={open}>
            <div className={cards.panel}>
              {past.map((p) => (
                <PassageBox key={p.enrolment.id} passage={p} view={view} />
              ))}
            </div>
          </Collapse>
        </>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconHelpCircle size={15} />}
        onClick={() => openDrawer({ kind: 'why_filter', card: view.card.id, filter: '' })}
      >
        {t('cards.why_filter')}
      </Button>
    </section>
  )
}
