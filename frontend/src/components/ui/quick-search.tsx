import { CloseButton, TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface QuickSearchProps extends Omit<TextInputProps, 'value' | 'onChange' | 'label'> {
  label: string
  value: string
  onChange: (q: string) => void
}

/** The quick search of a list: the list follows the typing after a moment. "/" leads here. */
export function QuickSearch({ label, value, onChange, ...look }: QuickSearchProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const told = useRef(value)
  const tell = useDebouncedCallback((q: string) => {
    told.current = q
    onChange(q)
  }, 150)
  useHotkeys([['/', () => input.current?.focus()]])
  // What comes back from the address is old while one still types.
  useEffect(() => {
    if (value !== told.current) setText(value)
    told.current = value
  }, [value])
  const change = (q: string) => {
    setText(q)
    tell(q)
  }
  return (
    <TextInput
      {...look}
      ref={input}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} />}
      rightSection={
        text && (
          <CloseButton size="sm" aria-label={t('ui.clear_search')} onClick={() => change('')} />
        )
      }
      value={text}
      onChange={(e) => change(e.currentTarget.value)}
    />
  )
}
