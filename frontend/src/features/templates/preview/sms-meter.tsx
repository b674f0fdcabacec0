import { Button, Switch, Text } from '@mantine/core'
import { IconHandStop, IconInfoCircle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { meterView, replacements } from '../state/meter'
import classes from './meter.module.css'

interface SmsMeterProps {
  sms: api.SMSMeter
  simplify: boolean
  /** Missing for those who may only look. */
  onSimplify: ((on: boolean) => void) | undefined
  /** Writes the replacements into the text itself. */
  onReplace: ((pairs: api.SMSMeter['replaced']) => void) | undefined
}

/** What an SMS costs: a bar of parts, numbers, and in words what makes it dear. */
export function SmsMeter({ sms, simplify, onSimplify, onReplace }: SmsMeterProps) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const view = meterView(sms, simplify)
  const line = [
    say(view.used),
    t('templates.meter.parts', { count: view.parts }),
    sms.price > 0 && money(sms.price, sms.currency),
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <section className={classes.meter} aria-label={t('templates.meter.title')}>
      <div className={classes.bars} aria-hidden>
        {view.bars.map((bar, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <span key={i} className={classes.bar} data-beyond={bar.beyond || undefined}>
            <span className={classes.fill} style={{ width: `${bar.filled * 100}%` }} />
          </span>
        ))}
        {view.bars.length === 0 && <span className={classes.bar} />}
        {view.more > 0 && <span className={classes.more}>+{view.more}</span>}
      </div>
      <Text size="sm" fw={550} className="num" role="status">
        {line}
      </Text>
      {view.held && (
        <Text size="sm" className={classes.held}>
          <IconHandStop size={16} aria-hidden />
          <span>{t('templates.meter.held', { count: sms.maxParts })}</span>
        </Text>
      )}
      {view.advice && (
        <div className={classes.advice}>
          <IconInfoCircle size={16} aria-hidden />
          <Text size="sm">{say(view.advice)}</Text>
          {view.offer && (onSimplify || onReplace) && (
            <div className={classes.offers}>
              {view.offer && onSimplify && (
                <Button size="compact-sm" variant="light" onClick={() => onSimplify(true)}>
                  {t('templates.meter.use_instead', { what: replacements(sms) })}
                </Button>
              )}
              {view.offer && onReplace && (
                <Button size="compact-sm" variant="subtle" onClick={() => onReplace(sms.replaced)}>
                  {t('templates.meter.once')}
                </Button>
              )}
            </div>
          )}
        </div>
      )}
      <Switch
        size="sm"
        label={t('templates.simplify')}
        checked={simplify}
        onChange={(e) => onSimplify?.(e.currentTarget.checked)}
        disabled={!onSimplify}
      />
    </section>
  )
}
