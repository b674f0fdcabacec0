import { SegmentedControl, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { QuickSearch } from '@/components/ui/quick-search'
import { reasons, type SuppressionsView } from './view'

interface ToolbarProps {
  view: SuppressionsView
  onChange: (change: Partial<SuppressionsView>) => void
}

/** Search, channel and reason. "/" leads to the search. */
export function SuppressionsToolbar({ view, onChange }: ToolbarProps) {
  const { t } = useTranslation()
  return (
    <>
      <QuickSearch
        w={280}
        maw="100%"
        label={t('consent.search')}
        value={view.q}
        onChange={(q) => onChange({ q })}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('consent.any_channel')}
        value={view.channel}
        onChange={(channel) => onChange({ channel: channel as SuppressionsView['channel'] })}
        data={[
          { value: '', label: t('consent.any_channel') },
          { value: 'email', label: t('consent.only_email') },
          { value: 'sms', label: t('consent.only_sms') },
        ]}
      />
      <Select
        w={180}
        clearable
        aria-label={t('consent.why')}
        placeholder={t('consent.any_reason')}
        value={view.reason || null}
        onChange={(reason) => onChange({ reason: (reason ?? '') as SuppressionsView['reason'] })}
        data={reasons.map((r) => ({ value: r, label: t(`consent.reason.${r}`) }))}
      />
    </>
  )
}
