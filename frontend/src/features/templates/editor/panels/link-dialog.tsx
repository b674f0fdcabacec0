import { Button, Group, Stack, Text } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import type { merge } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Modal } from '@/components/ui/modal'
import { TextField } from '../../text-field'
import { inFields } from '../state/expr'
import { AddressField } from './address-field'
import { beginAtInput } from './begin-at-input'

interface LinkDialogProps {
  editor: Editor
  product: string
  variables: merge.Field[]
  onClose: () => void
}

/** Asks for a link's words and where it leads; with words selected these become the link. */
export function LinkDialog({ editor, product, variables, onClose }: LinkDialogProps) {
  const { t } = useTranslation()
  const [at] = useState(() => linkAt(editor))
  const [text, setText] = useState(at.text)
  const [href, setHref] = useState(at.href)
  const [strict, setStrict] = useState(false)
  const done = () => {
    onClose()
    setTimeout(() => editor.commands.focus())
  }
  const apply = (e: FormEvent) => {
    e.preventDefault()
    setStrict(true)
    if (!href) return
    const chain = editor.chain().setTextSelection(at)
    if (at.rich || text === at.text) chain.setMark('link', { href })
    else {
      const marks = [{ type: 'link', attrs: { href } }]
      chain.insertContent(inFields(text.trim() || href.replace(/^(mailto|tel):/, ''), marks))
    }
    chain.run()
    done()
  }
  const shared = { product, variables }
  return (
    <Modal
      opened
      onClose={done}
      title={
        <Text span fw={600} fz="lg">
          {t('editor.link')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={apply} ref={beginAtInput}>
        <Stack gap="sm">
          {!at.rich && (
            <TextField
              {...shared}
              label={t('editor.link_text')}
              value={text}
              onChange={setText}
              error={undefined}
              readOnly={false}
            />
          )}
          <AddressField
            {...shared}
            strict={strict}
            label={t('editor.address_label')}
            value={href}
            onChange={setHref}
          />
          <Group justify="flex-end" mt="xs">
            {at.href && (
              <Button
                variant="subtle"
                color="red"
                mr="auto"
                onClick={() => {
                  editor.chain().setTextSelection(at).unsetMark('link').run()
                  done()
                }}
              >
                {t('editor.link_remove')}
              </Button>
            )}
            <Button variant="default" onClick={done}>
              {t('common.cancel')}
            </Button>
            <Button type="submit">{t('editor.link_set')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** What the link is made of: the one with the caret as a whole, or what is selected. */
function linkAt(editor: Editor) {
  const href = String(editor.getAttributes('link').href ?? '')
  if (href) editor.commands.extendMarkRange('link')
  const { from, to } = editor.state.selection
  let rich = false
  editor.state.doc.nodesBetween(from, to, (node) => {
    if (node.type.name === 'field' || node.marks.some((m) => m.type.name !== 'link')) rich = true
  })
  const text = editor.state.doc.textBetween(from, to, ' ')
  return { from, to, href, text, rich }
}
