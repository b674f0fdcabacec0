import { Button, Combobox, Text, useCombobox } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import type { merge } from '@wails/go/models'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import classes from './editor.module.css'
import { findVariables } from './state/variables'

interface VariablePickerProps {
  fields: merge.Field[]
  /** The name of the text that it belongs to, for screen readers. */
  field: string
  onPick: (path: string) => void
}

/** A button that opens the list of variables, with a search. */
export function VariablePicker({ fields, field, onPick }: VariablePickerProps) {
  const { t, i18n } = useTranslation()
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setSearch('')
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  const all = useMemo(
    () =>
      fields.map((f) => ({
        path: f.path,
        label: say(f.label),
        group: t(`merge.group.${f.group}`),
        sample: f.sample,
      })),
    [fields, i18n.language],
  )
  const groups = findVariables(all, search)
  return (
    <Combobox
      store={combobox}
      width={340}
      position="bottom-end"
      shadow="md"
      onOptionSubmit={(path) => {
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
          onClick={() => combobox.toggleDropdown()}
          aria-label={t('templates.insert_into', { field })}
          aria-expanded={combobox.dropdownOpened}
        >
          {t('templates.insert')}
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
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
          {groups.length === 0 && <Combobox.Empty>{t('templates.no_variable')}</Combobox.Empty>}
          {groups.map(([group, list]) => (
            <Combobox.Group key={group} label={group}>
              {list.map((v) => (
                <Combobox.Option key={v.path} value={v.path}>
                  <span className={classes.variable}>
                    <span className="clip">{v.label}</span>
                    <Text span size="xs" c="dimmed" className="clip">
                      {v.sample || v.path}
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
