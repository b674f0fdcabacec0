import { SegmentedControl, Select } from '@mantine/core'
import { IconTag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { QuickSearch } from '@/components/ui/quick-search'
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
  return (
    <>
      <QuickSearch
        w={320}
        maw="100%"
        label={t('contacts.search')}
        value={view.q}
        onChange={(q) => onChange({ q })}
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
