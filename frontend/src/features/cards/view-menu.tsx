import { Button, Menu } from '@mantine/core'
import {
  IconCheck,
  IconChevronDown,
  IconDeviceFloppy,
  IconDownload,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toast, toastError } from '@/components/ui/toast'
import { useProduct } from '@/lib/workspace/workspace'
import { useSaveView, useViews } from './api'
import { ExportView } from './export/export-view'
import { type CardsView, choicesOf, differs, plainView, viewWith } from './view'
import { ViewDialog } from './view-dialog'
import { ViewMark, ViewWhose } from './view-marks'

interface ViewMenuProps {
  view: CardsView
  onChange: (change: Partial<CardsView>) => void
}

/** The saved views: choose one, save what is chosen now, rename, delete. */
export function ViewMenu({ view, onChange }: ViewMenuProps) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const { product } = useProduct()
  const rows = useViews(product.id).data ?? []
  const { save, remove } = useSaveView()
  const [dialog, setDialog] = useState<'new' | 'rename'>()
  const [exporting, setExporting] = useState(false)
  const row = rows.find((r) => r.view.id === view.view) ?? rows[0]
  const changed = row !== undefined && differs(row.view, view)
  const nameOf = (r: api.ViewRow) => r.view.name || t('cards.view_all')
  const open = (r: api.ViewRow) => onChange({ ...plainView, ...choicesOf(r.view) })
  const keep = () =>
    row &&
    save.mutate(viewWith(row.view, view), {
      onSuccess: () => toast({ title: t('cards.view_saved', { name: row.view.name }) }),
      onError: toastError,
    })
  const drop = async () => {
    if (!row || !(await confirm(question(t, row)))) return
    remove.mutate(row.view.id, {
      onSuccess: () => rows[0] && open(rows[0]),
      onError: toastError,
    })
  }
  if (!row) return null
  return (
    <>
      <Menu width={280} position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            maw={220}
            rightSection={<IconChevronDown size={15} />}
            aria-label={t('cards.view_is', { name: nameOf(row) })}
          >
            <span className="clip">{nameOf(row)}</span>
            {changed && row.view.id && <span aria-hidden>&nbsp;•</span>}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('cards.views')}</Menu.Label>
          {rows.map((r) => (
            <Menu.Item
              key={r.view.id}
              leftSection={<ViewMark row={r} />}
              rightSection={r === row ? <IconCheck size={15} /> : <ViewWhose row={r} />}
              onClick={() => open(r)}
            >
              <span className="clip">{nameOf(r)}</span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          {changed && row.view.id && row.mayEdit && (
            <Menu.Item leftSection={<IconDeviceFloppy size={16} />} onClick={keep}>
              {t('cards.view_save', { name: row.view.name })}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => setDialog('new')}>
            {t('cards.view_new')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => setExporting(true)}>
            {t('cards.export_view')}
          </Menu.Item>
          {row.view.id && row.mayEdit && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDialog('rename')}>
                {t('cards.view_rename')}
              </Menu.Item>
              <Menu.Item
                c="var(--mantine-color-error)"
                leftSection={<IconTrash size={16} />}
                onClick={() => void drop()}
              >
                {t('cards.view_delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {exporting && (
        <ExportView product={product.id} view={view} onClose={() => setExporting(false)} />
      )}
      {dialog && (
        <ViewDialog
          view={
            dialog === 'new'
              ? {
                  ...viewWith(row.view, view),
                  id: '',
                  name: '',
                  owner: '',
                  position: 0,
                  revision: 0,
                }
              : row.view
          }
          onClose={() => setDialog(undefined)}
          onSaved={(saved) => {
            setDialog(undefined)
            if (dialog === 'new') open(saved)
          }}
        />
      )}
    </>
  )
}

function question(t: ReturnType<typeof useTranslation>['t'], row: api.ViewRow) {
  return {
    title: t('cards.view_delete_title', { name: row.view.name }),
    children: row.view.owner ? t('cards.view_delete_mine') : t('cards.view_delete_all'),
    action: t('common.delete'),
    danger: true,
  }
}
