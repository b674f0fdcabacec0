import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCardsNamed } from '@/lib/rows/use-cards-named'

interface CardFindProps {
  label: string
  /** Only cards of this product are found; of all when it is left out. */
  product?: string
  required?: boolean
  error?: string
  onPick: (card: string) => void
}

/** Finds one card by the words of its name; "" is picked while it is still typed. */
export function CardFind({ label, product, required, error, onPick }: CardFindProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { hits, wait, busy } = useCardsNamed(text, product)
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  return (
    <Combobox
      store={list}
      onOptionSubmit={(id) => {
        setText(hits.find((h) => h.id === id)?.title ?? '')
        onPick(id)
        list.closeDropdown()
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          role="combobox"
          label={label}
          placeholder={t('ui.card_find')}
          required={required}
          data-autofocus
          value={text}
          error={error}
          rightSection={busy ? <Loader size={16} /> : null}
          onBlur={() => list.closeDropdown()}
          onChange={(e) => {
            setText(e.currentTarget.value)
            onPick('')
            if (e.currentTarget.value.trim()) list.openDropdown()
            else list.closeDropdown()
            list.updateSelectedOptionIndex()
          }}
        />
      </Combobox.Target>
      <CardHits hits={hits} hidden={wait} />
    </Combobox>
  )
}

interface CardHitsProps {
  hits: { id: string; title: string; below: string }[]
  hidden: boolean
}

/** The cards that were found, as the list below a field. */
export function CardHits({ hits, hidden }: CardHitsProps) {
  const { t } = useTranslation()
  return (
    <Combobox.Dropdown hidden={hidden}>
      <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
        {hits.map((h) => (
          <Combobox.Option key={h.id} value={h.id}>
            <Text className="clip" title={h.title}>
              {h.title}
            </Text>
            {h.below && (
              <Text size="sm" c="dimmed" className="clip">
                {h.below}
              </Text>
            )}
          </Combobox.Option>
        ))}
        {hits.length === 0 && <Combobox.Empty>{t('ui.card_none')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox.Dropdown>
  )
}
