import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../clock/clock'
import { formatNumber } from '../i18n/format'
import { useZone } from '../workspace/workspace'
import * as f from './format'

/** The formats for this reader: language of the screen, zone of the workspace, the server's clock. */
export function useFormat() {
  const language = useTranslation().i18n.language
  const zone = useZone()
  const now = useNow()
  return useMemo(() => {
    const reader = { language, zone }
    return {
      now,
      zone,
      language,
      day: (ms: number) => f.formatDay(ms, reader),
      time: (ms: number) => f.formatTime(ms, reader),
      moment: (ms: number) => f.formatMoment(ms, now, reader),
      fully: (ms: number) => f.formatFully(ms, reader),
      relative: (ms: number) => f.formatRelative(ms, now, reader),
      /** A day, without its year while that is plain. */
      near: (day: string) =>
        f.formatNearDay(Date.parse(`${day}T12:00:00Z`), now, { language, zone: 'UTC' }),
      date: (day: string) => f.formatDate(day, language),
      today: f.dayOf(now, zone),
      number: (n: number) => formatNumber(n, language),
      money: (n: number, currency: string) => f.formatMoney(n, currency, language),
    }
  }, [language, zone, now])
}
