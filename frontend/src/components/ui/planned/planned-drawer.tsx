import { Anchor, Button, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '@/lib/api/client'
import { useCardClick } from '@/lib/drawers/use-card-click'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import { ErrorBox } from '../error-box'
import { SideDrawer } from '../side-drawer'
import { LinesSkeleton } from '../skeletons'
import { StateBadge } from '../state-badge'
import classes from './planned.module.css'
import { PlannedText } from './planned-text'
import { WhyMoment } from './why-moment'

interface PlannedDrawerProps {
  row: crm.ForecastRow
  product: string
  currency: string
  /** It has happened, on a copy. */
  past?: boolean
  text: { data: api.ForecastText | undefined; error: ApiError | Error | null }
  /** The rows before and after it, if there are any. */
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
  onClose: () => void
}

/** One thing that will happen, or happened on a copy: what, why then, and its text. */
export function PlannedDrawer(p: PlannedDrawerProps) {
  const { t } = useTranslation()
  const { row, text } = p
  const ends = ['left', 'completed', 'stopped'].includes(row.outcome)
  return (
    <SideDrawer
      open
      wide
      onClose={p.onClose}
      title={
        ends
          ? row.cardName
          : t('forecast.step', { position: row.position, kind: t(`kind.${row.kind}`) })
      }
      aside={<StateBadge state={p.past || row.outcome !== 'done' ? row.outcome : 'expected'} />}
      footer={
        <>
          <Button variant="default" disabled={!p.onPrevious} onClick={p.onPrevious}>
            {t('forecast.previous')}
          </Button>
          <Button variant="default" disabled={!p.onNext} onClick={p.onNext}>
            {t('forecast.next')}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        {row.reason && <Text className={classes.said}>{t(`reason.${row.reason}`)}</Text>}
        <Facts {...p} />
        {row.shifts.length > 0 && (
          <section>
            <Title order={2} size="h3" mb={6}>
              {t('forecast.why_moment')}
            </Title>
            <WhyMoment shifts={row.shifts} />
          </section>
        )}
        {!ends && (
          <section>
            <Title order={2} size="h3" mb={6}>
              {t('forecast.text')}
            </Title>
            <ErrorBox error={text.error} />
            {!text.data && !text.error && <LinesSkeleton count={5} />}
            {text.data && <PlannedText row={row} text={text.data} currency={p.currency} />}
          </section>
        )}
      </Stack>
    </SideDrawer>
  )
}

function Facts({ row, product }: PlannedDrawerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const onCard = useCardClick()
  return (
    <dl className={classes.facts}>
      <dt>{t('forecast.column.when')}</dt>
      <dd>
        <time dateTime={new Date(row.at).toISOString()}>{format.fully(row.at)}</time>
      </dd>
      <dt>{t('forecast.column.card')}</dt>
      <dd>
        <Anchor
          component={Link}
          to={paths.card(product, row.card)}
          onClick={(e) => onCard(e, row.card)}
        >
          {row.cardName}
        </Anchor>
      </dd>
      {(row.to || row.toName) && (
        <>
          <dt>{t('forecast.column.to')}</dt>
          <dd>{[row.toName, row.to].filter(Boolean).join(' · ')}</dd>
        </>
      )}
      {row.letter && (
        <>
          <dt>{t('forecast.version')}</dt>
          <dd>{row.letter}</dd>
        </>
      )}
    </dl>
  )
}
