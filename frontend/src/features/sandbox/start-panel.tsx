import { Button, Radio, Stack, Text } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { useOpen } from './api'
import { CardPicks, type Picked } from './card-picks'
import classes from './sandbox.module.css'

type Scope = api.OpenSandboxIn['scope']

interface StartPanelProps {
  plan: api.SequenceView
  /** The copy of the address is not there any more. */
  gone: boolean
  onOpen: (copy: string, scope: Scope) => void
}

/** What trying on a copy is, and which cards to copy. */
export function StartPanel({ plan, gone, onOpen }: StartPanelProps) {
  const { t } = useTranslation()
  const active = plan.sequence.state !== 'inactive'
  const [scope, setScope] = useState<Scope>(active ? 'now' : 'all')
  const [picked, setPicked] = useState<Picked[]>([])
  const open = useOpen()
  const start = () =>
    open.mutate(
      { id: plan.sequence.id, scope, cards: picked.map((card) => card.id) },
      { onSuccess: (view) => onOpen(view.id, scope) },
    )
  return (
    <section className={classes.start} aria-label={t('sandbox.start')}>
      <Stack gap="md">
        {gone && (
          <Text size="sm" role="status" className={classes.gone}>
            {t('sandbox.gone')}
          </Text>
        )}
        <Text>{t('sandbox.about')}</Text>
        {!active && (
          <Radio.Group
            label={t('sandbox.as_if')}
            value={scope}
            onChange={(value) => setScope(value as Scope)}
          >
            <Stack gap={6} mt={6}>
              <Radio value="all" label={t('sandbox.scope.all')} />
              <Radio value="new" label={t('sandbox.scope.new')} />
            </Stack>
          </Radio.Group>
        )}
        <CardPicks product={plan.sequence.product} picked={picked} onChange={setPicked} />
        <ErrorBox error={open.error} />
        <Button
          leftSection={<IconFlask size={16} />}
          loading={open.isPending}
          onClick={start}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('sandbox.open')}
        </Button>
      </Stack>
    </section>
  )
}
