import { Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import type { Actions } from '../actions'
import { blockItems } from '../suggest/blocks'
import { Tool } from './tool'

interface InsertToolProps {
  editor: Editor
  actions: Actions
}

/** Everything that can be put in. */
export function InsertTool({ editor, actions }: InsertToolProps) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Tool icon={IconPlus} label={t('editor.insert')} keys="/" words={t('editor.insert')} />
      </Menu.Target>
      <Menu.Dropdown>
        {blockItems(actions.kind)
          .filter((item) => item.insert)
          .map((item) => (
            <Menu.Item
              key={item.id}
              leftSection={<item.icon size={16} aria-hidden />}
              onClick={() => item.run(editor, actions)}
            >
              {t(`editor.${item.id}`)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
