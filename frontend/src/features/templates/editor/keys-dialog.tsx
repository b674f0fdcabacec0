import { Kbd, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Modal } from '@/components/ui/modal'
import { altKey, keyOf } from './toolbar/keys'

/** The keys of the editor. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const rows: [string, string][] = [
    ['/', t('editor.key.blocks')],
    ['{{', t('editor.key.field')],
    ['Enter', t('editor.key.settings')],
    [`${keyOf('B')}  ${keyOf('I')}  ${keyOf('U')}`, t('editor.key.marks')],
    [keyOf('K'), t('editor.link')],
    [keyOf('⌥1').replace('+⌥', '+Alt+'), t('editor.key.heading')],
    [keyOf('⇧8'), t('editor.bullets')],
    [keyOf('⇧7'), t('editor.numbers')],
    ['Tab', t('editor.key.tab')],
    [`${altKey('↑')}  ${altKey('↓')}`, t('editor.key.move')],
    [`${keyOf('Z')}  ${keyOf('⇧Z')}`, t('editor.key.undo')],
    [altKey('F10'), t('editor.key.tools')],
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('editor.keys')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Table>
        <Table.Tbody>
          {rows.map(([keys, words]) => (
            <Table.Tr key={words}>
              <Table.Td w={170}>
                {keys.split('  ').map((k) => (
                  <Kbd key={k} me={4}>
                    {k}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
