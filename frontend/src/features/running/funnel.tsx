import { Title, VisuallyHidden } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { Ends } from './ends'
import { FunnelStep } from './funnel-step'
import { NumberDoor } from './number-door'
import classes from './running.module.css'
import type { Door, View } from './view'

interface FunnelProps {
  running: api.RunningOut
  view: View
  onOpen: (door: Door) => void
}

/** The way of the cards: who entered, what each step came to and who waits there, how they ended. */
export function Funnel({ running, view, onOpen }: FunnelProps) {
  const { t } = useTranslation()
  const heads = ['here', 'done', 'skipped', 'failed'] as const
  return (
    <section aria-label={t('running.funnel')}>
      <Title order={2} className={classes.heading}>
        {t('running.funnel')}
      </Title>
      <table className={classes.funnel}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t('running.step')}</VisuallyHidden>
            </th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`running.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={classes.edge}>
            <th scope="row">{t('running.entered')}</th>
            <td>
              <NumberDoor
                count={running.entered}
                label={t('running.entered_n', { count: running.entered })}
                door={{ state: 'all' }}
                view={view}
                onOpen={onOpen}
              />
            </td>
            <td colSpan={3} />
          </tr>
          {running.steps.map((step) => (
            <FunnelStep
              key={step.id}
              step={step}
              entered={running.entered}
              view={view}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
      <Ends running={running} view={view} onOpen={onOpen} />
    </section>
  )
}
