import { ActionIcon, Menu, Text } from '@mantine/core'
import {
  type Icon,
  IconDots,
  IconDownload,
  IconFile,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconPhoto,
  IconTrash,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { backend } from '@/lib/api/client'
import { handOver } from '@/lib/files/files'
import { useFormat } from '@/lib/format/use-format'
import { useFiles } from '../api'
import { cardToast } from '../card-toast'
import classes from './files.module.css'
import { Picture } from './picture'
import { sizeOf } from './size'
import { fileUrl, inWindow } from './transfer'

interface FileRowProps {
  file: api.FileView
  card: string
}

/** A file: a small picture or its kind, its name to download it, size, who added it when. */
export function FileRow({ file: view, card }: FileRowProps) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const { file, who } = view
  return (
    <div className={classes.file}>
      {view.picture ? <Picture id={file.id} name={file.name} /> : <Kind mime={file.mime} />}
      <div className={classes.what}>
        <a
          href={fileUrl(file.id)}
          download
          className={classes.name}
          title={file.name}
          onClick={(e) => saveInWindow(e, file.id)}
        >
          <bdi>{file.name}</bdi>
        </a>
        <Text size="sm" c="dimmed" component="div" className={classes.facts}>
          <span className="num">{sizeOf(file.size, language)}</span>
          <When at={file.created} relative />
          {who && <span className="clip">{who}</span>}
        </Text>
      </div>
      <FileMenu file={file} card={card} label={t('ui.more_for', { name: file.name })} />
    </div>
  )
}

/** The window can't download: the system's dialog asks where the file should go. */
function saveInWindow(e: MouseEvent, id: string) {
  if (!inWindow()) return
  e.preventDefault()
  void backend.DownloadFile({ id }).then(handOver, toastError)
}

interface FileMenuProps {
  file: api.FileView['file']
  card: string
  label: string
}

function FileMenu({ file, card, label }: FileMenuProps) {
  const { t } = useTranslation()
  const { remove, restore } = useFiles(card)
  const drop = () =>
    remove.mutateAsync(file.id).then(
      () =>
        cardToast({
          title: t('card.file_deleted', { name: file.name }),
          action: {
            label: t('common.undo'),
            run: () => void restore.mutateAsync(file.id).catch(toastError),
          },
        }),
      toastError,
    )
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={label}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={fileUrl(file.id)}
          download
          leftSection={<IconDownload size={16} />}
          onClick={(e: MouseEvent) => saveInWindow(e, file.id)}
        >
          {t('card.download')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void drop()}>
          {t('common.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Kind({ mime }: { mime: string }) {
  const Mark = markOf(mime)
  return (
    <span className={classes.kind} aria-hidden>
      <Mark size={18} stroke={1.5} />
    </span>
  )
}

function markOf(mime: string): Icon {
  if (mime.startsWith('image/')) return IconPhoto
  if (mime === 'application/pdf') return IconFileTypePdf
  if (mime.includes('spreadsheet')) return IconFileSpreadsheet
  if (mime.includes('zip')) return IconFileZip
  if (mime.startsWith('text/') || mime.includes('document')) return IconFileText
  return IconFile
}
