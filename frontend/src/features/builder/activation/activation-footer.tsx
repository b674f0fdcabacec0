import { Anchor, Button, Group, Progress, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import classes from './activation.module.css'
import type { Awaited } from './api'

interface ActivationFooterProps {
  forecast: Awaited<api.ForecastOut>
  product: string
  sequence: string
  ready: boolean
  pending: boolean
  onClose: () => void
  onRun: () => void
}

/** How far the forecast is, the way to the whole of it, and the answer. */
export function ActivationFooter(p: ActivationFooterProps) {
  const { t } = useTranslation()
  const { job, out, failed } = p.forecast
  const share = job && job.total > 0 ? (100 * job.done) / job.total : 0
  return (
    <div className={classes.footer}>
      <div className={classes.looking}>
        {!out && !failed && (
          <>
            <Text size="sm" c="dimmed" aria-live="polite">
              {t('activation.looking_ahead')}
            </Text>
            <Progress value={share} size="sm" aria-label={t('activation.looking_ahead')} />
          </>
        )}
        {out && (
          <Text size="sm" c="dimmed">
            {t('activation.assumes')}
          </Text>
        )}
        {failed && (
          <Text size="sm" c="dimmed">
            {t('activation.no_forecast')}
          </Text>
        )}
      </div>
      <Group justify="flex-end" gap="xs">
        <Anchor component={Link} to={paths.forecast(p.product, p.sequence)} size="sm" mr="xs">
          {t('activation.whole_forecast')}
        </Anchor>
        <Button variant="default" onClick={p.onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          onClick={p.onRun}
          loading={p.pending}
          disabled={!p.ready}
          data-autofocus
        >
          {t('activation.activate')}
        </Button>
      </Group>
    </div>
  )
}
