import { ActionIcon, Combobox, Tooltip, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCardsNamed } from '../api-cards'
import classes from './email.module.css'

interface CardFindProps {
  product: string
  onPick: (card: string) => void
}

/** Finds a card by its name, its client or an address. */
export function CardFind({ product, onPick }: CardFindProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search, 200)
  const combobox = useCombobox({
    onDropdownClose: () => setSearch(''),
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const found = useCardsNamed(product, asked, combobox.dropdownOpened)
  const label = t('editor.find_card')
  return (
    <Combobox
      store={combobox}
      width={300}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={(card) => {
        combobox.closeDropdown()
        onPick(card)
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Tooltip label={label}>
          <ActionIcon
            variant="default"
            size="sm"
            aria-label={label}
            aria-expanded={combobox.dropdownOpened}
            onClick={() => combobox.toggleDropdown()}
          >
            <IconSearch size={14} />
          </ActionIcon>
        </Tooltip>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(e) => setSearch(e.currentTarget.value)}
          placeholder={label}
          aria-label={label}
        />
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {found.data?.length === 0 && <Combobox.Empty>{t('editor.no_card')}</Combobox.Empty>}
          {found.data?.map((row) => (
            <Combobox.Option key={row.id} value={row.id} title={row.name}>
              <span className={`clip ${classes.found}`}>{row.name}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
