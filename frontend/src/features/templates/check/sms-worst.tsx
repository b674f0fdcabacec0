import { Anchor, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './check.module.css'

interface SmsWorstProps {
  sms: api.SMSWorst
  cards: number
  onShow: (card: string) => void
}

/** What the SMS costs on all these cards: how many need how many parts, and the longest. */
export function SmsWorst({ sms, cards, onShow }: SmsWorstProps) {
  const { t } = useTranslation()
  const { number, money } = useFormat()
  const most = Math.max(...sms.parts.map((p) => p.cards))
  const { longest } = sms
  return (
    <section className={classes.worst} aria-label={t('templates.worst.title')}>
      <Title order={3} size="h5">
        {t('templates.worst.title')}
      </Title>
      <p className={classes.line}>
        {sms.several === 0
          ? t('templates.worst.all_one', { cards: number(cards), count: cards })
          : t('templates.worst.several', {
              several: number(sms.several),
              cards: number(cards),
              count: sms.several,
            })}
        {sms.several > sms.plain && ` ${t('templates.worst.plain', { count: sms.plain })}`}
      </p>
      <table className={classes.histogram}>
        <tbody>
          {sms.parts.map((p) => (
            <tr key={p.parts} data-held={p.parts > sms.maxParts || undefined}>
              <th scope="row">{t('templates.worst.parts', { count: p.parts })}</th>
              <td className={classes.barCell}>
                <span style={{ width: `${Math.max(1, (100 * p.cards) / most)}%` }} />
              </td>
              <td className={classes.count}>{number(p.cards)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {longest && (
        <Text size="sm">
          {t('templates.worst.longest', { parts: sms.most })}{' '}
          <Anchor component="button" size="sm" ta="start" onClick={() => onShow(longest.id)}>
            {longest.name}
          </Anchor>
        </Text>
      )}
      <Text size="sm" fw={600} className="num">
        {sms.price > 0
          ? t('templates.worst.cost', {
              total: number(sms.total),
              price: money(sms.price, sms.currency),
            })
          : t('templates.worst.total', { total: number(sms.total) })}
      </Text>
    </section>
  )
}
