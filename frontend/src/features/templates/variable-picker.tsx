import { Button, Combobox, Text, useCombobox } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import type { merge } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './editor.module.css'
import { noteVariable } from './state/recent'
import { useVariableGroups } from './use-variable-groups'

interface VariablePickerProps {
  fields: merge.Field[]
  /** The name of the text that it belongs to, for screen readers. */
  field: string
  /** The words of the button, where they are others than "Insert variable". */
  label?: string
  /** One of the tools of a toolbar. */
  tool?: boolean
  onPick: (path: string) => void
}

/** A button that opens the list of variables, with a search. */
export function VariablePicker({ fields, field, label, tool, onPick }: VariablePickerProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setSearch('')
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const open = combobox.dropdownOpened
  const { groups, cardName } = useVariableGroups(fields, search, open)
  return (
    <Combobox
      store={combobox}
      width={340}
      position="bottom-end"
      shadow="md"
      onOptionSubmit={(option) => {
        const path = option.replace(/^.*:/, '')
        noteVariable(path)
        combobox.closeDropdown()
        // After the list has given the focus back.
        setTimeout(() => onPick(path))
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconBraces size={15} />}
          data-tool={tool || undefined}
          onClick={() => combobox.toggleDropdown()}
          aria-label={label ?? t('templates.insert_into', { field })}
          aria-expanded={open}
        >
          {label ?? t(tool ? 'editor.settings.field' : 'templates.insert')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(e) => {
            setSearch(e.currentTarget.value)
            combobox.selectFirstOption()
          }}
          placeholder={t('templates.find_variable')}
          aria-label={t('templates.find_variable')}
        />
        {cardName && (
          <Text size="xs" c="dimmed" px="xs" py={4} className="clip">
            {t('templates.values_of', { card: cardName })}
          </Text>
        )}
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
          {groups.length === 0 && <Combobox.Empty>{t('templates.no_variable')}</Combobox.Empty>}
          {groups.map(([group, list]) => (
            <Combobox.Group key={group} label={group}>
              {list.map((v) => (
                <Combobox.Option key={v.path} value={`${group}:${v.path}`}>
                  <span className={classes.variable}>
                    <span className="clip">{v.label}</span>
                    <Text span size="xs" c="dimmed" className="clip" title={v.sample || v.path}>
                      {v.sample || t('templates.no_value')}
                    </Text>
                  </span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
