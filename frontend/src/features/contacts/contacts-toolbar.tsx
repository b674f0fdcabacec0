import { CloseButton, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch, IconTag } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTags } from '@/lib/tags/use-tags'
import type { ContactsView } from './view'

interface ToolbarProps {
  view: ContactsView
  onChange: (change: Partial<ContactsView>) => void
}

/** The quick search, persons or companies, and a tag. "/" leads to the search. */
export function ContactsToolbar({ view, onChange }: ToolbarProps) {
  const { t } = useTranslation()
  const tags = useTags().list
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
        w={320}
        maw="100%"
        type="search"
        aria-label={t('contacts.search')}
        placeholder={t('contacts.search')}
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
        aria-label={t('contacts.kinds')}
        value={view.kind}
        onChange={(kind) => onChange({ kind: kind as ContactsView['kind'] })}
        data={[
          { value: '', label: t('contacts.all') },
          { value: 'person', label: t('contacts.persons') },
          { value: 'company', label: t('contacts.companies') },
        ]}
      />
      {tags.length > 0 && (
        <Select
          w={150}
          clearable
          searchable
          aria-label={t('contacts.tags')}
          placeholder={t('contacts.all_tags')}
          leftSection={<IconTag size={15} />}
          value={view.tag || null}
          onChange={(tag) => onChange({ tag: tag ?? '' })}
          data={tags.map((g) => ({ value: g.id, label: g.name }))}
        />
      )}
    </>
  )
}
