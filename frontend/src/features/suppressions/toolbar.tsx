import { CloseButton, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reasons, type SuppressionsView } from './view'

interface ToolbarProps {
  view: SuppressionsView
  onChange: (change: Partial<SuppressionsView>) => void
}

/** Search, channel and reason. "/" leads to the search. */
export function SuppressionsToolbar({ view, onChange }: ToolbarProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(view.q)
  const input = useRef<HTMLInputElement>(null)
  const told = useRef(view.q)
  const tell = useDebouncedCallback((q: string) => {
    told.current = q
    onChange({ q })
  }, 150)
  useHotkeys([['/', () => input.current?.focus()]])
  useEffect(() => {
    if (view.q !== told.current) setText(view.q)
    told.current = view.q
  }, [view.q])
  const change = (q: string) => {
    setText(q)
    tell(q)
  }
  return (
    <>
      <TextInput
        ref={input}
        w={280}
        maw="100%"
        type="search"
        aria-label={t('consent.search')}
        placeholder={t('consent.search')}
        leftSection={<IconSearch size={16} />}
        rightSection={
          text && (
            <CloseButton
              size="sm"
              aria-label={t('contacts.clear_search')}
              onClick={() => change('')}
            />
          )
        }
        value={text}
        onChange={(e) => change(e.currentTarget.value)}
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
