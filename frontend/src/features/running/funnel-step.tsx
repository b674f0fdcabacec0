import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import { When } from '@/components/ui/when'
import { NumberDoor } from './number-door'
import classes from './running.module.css'
import type { Door, View } from './view'

interface FunnelStepProps {
  step: api.RunningStep
  entered: number
  view: View
  onOpen: (door: Door) => void
}

/** One step of the funnel, and below it what those who are there wait for. */
export function FunnelStep({ step, entered, view, onOpen }: FunnelStepProps) {
  const { t } = useTranslation()
  const name = `${step.position}. ${t(`kind.${step.kind}`)}`
  const part = entered > 0 ? Math.min(100, (100 * step.done) / entered) : 0
  const waits = [
    { state: 'held', count: step.held, tone: 'amber' },
    { state: 'uncertain', count: step.uncertain, tone: 'violet' },
    { state: 'sending', count: step.sending, tone: 'blue' },
    { state: 'paused', count: step.paused, tone: 'grey' },
  ] as const
  const door = (state: Door['state']) => ({ state, step: step.id })
  return (
    <tr data-off={step.disabled || step.gone || undefined}>
      <th scope="row">
        <span className={classes.step}>
          <KindIcon kind={step.kind} size={16} />
          <span className={classes.name}>
            <span className="clip" title={`${name} ${step.template}`}>
              {step.position}. {step.template || t(`kind.${step.kind}`)}
            </span>
            {step.gone && <Text size="xs">{t('running.gone')}</Text>}
            {!step.gone && step.disabled && <Text size="xs">{t('running.disabled')}</Text>}
            {step.next > 0 && (
              <Text size="xs" c="dimmed">
                {t('running.next')} <When at={step.next} />
              </Text>
            )}
          </span>
        </span>
        <span className={classes.track} aria-hidden>
          <span className={classes.fill} style={{ width: `${part}%` }} />
        </span>
        {waits.some((w) => w.count > 0) && (
          <span className={classes.waits}>
            {waits
              .filter((w) => w.count > 0)
              .map((w) => (
                <span key={w.state} className={classes.wait}>
                  {t(`state.${w.state}`)}
                  <NumberDoor
                    count={w.count}
                    tone={w.tone}
                    label={t(`running.n.${w.state}`, { count: w.count, step: name })}
                    door={door(w.state)}
                    view={view}
                    onOpen={onOpen}
                  />
                </span>
              ))}
          </span>
        )}
      </th>
      <td>
        <NumberDoor
          count={step.here}
          label={t('running.n.live', { count: step.here, step: name })}
          door={door('live')}
          view={view}
          onOpen={onOpen}
        />
      </td>
      {(['done', 'skipped', 'failed'] as const).map((state) => (
        <td key={state}>
          <NumberDoor
            count={step[state]}
            tone={state === 'failed' ? 'red' : undefined}
            label={t(`running.n.${state}`, { count: step[state], step: name })}
            door={door(state)}
            view={view}
            onOpen={onOpen}
          />
        </td>
      ))}
    </tr>
  )
}
