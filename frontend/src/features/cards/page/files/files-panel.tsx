import { ActionIcon, Button, FileButton, Progress, Text, Title } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import cards from '../../cards.module.css'
import { FileRow } from './file-row'
import classes from './files.module.css'
import { type Upload, useUpload } from './use-upload'

const few = 6

/** The files of the card; more come by dropping them here or by the button. */
export function FilesPanel({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const { uploads, add, forget } = useUpload(view.card.id, view.maxFile)
  const [over, setOver] = useState(false)
  const [all, setAll] = useState(false)
  const again = useRef<() => void>(null)
  const { files } = view
  const drop = (e: DragEvent) => {
    e.preventDefault()
    setOver(false)
    add(e.dataTransfer.files)
  }
  return (
    <section
      className={classes.panel}
      aria-label={t('card.files')}
      data-over={over || undefined}
      onDragOver={(e) => {
        e.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={cards.panelHead}>
        <Title order={2} className={cards.heading}>
          {t('card.files')}
        </Title>
        <FileButton
          multiple
          resetRef={again}
          onChange={(chosen) => {
            add(chosen)
            again.current?.() // the same file may be chosen once more
          }}
        >
          {(props) => (
            <Button
              {...props}
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPaperclip size={14} />}
            >
              {t('card.add_file')}
            </Button>
          )}
        </FileButton>
      </div>
      {uploads.map((u) => (
        <OnItsWay key={u.key} upload={u} onForget={() => forget(u.key)} />
      ))}
      {files.length === 0 && uploads.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('card.no_files')}
        </Text>
      )}
      {(all ? files : files.slice(0, few)).map((f) => (
        <FileRow key={f.file.id} file={f} card={view.card.id} />
      ))}
      {files.length > few && !all && (
        <Button size="compact-sm" variant="subtle" w="fit-content" onClick={() => setAll(true)}>
          {t('card.more_files', { count: files.length - few })}
        </Button>
      )}
      {over && <div className={classes.drop}>{t('card.drop_files')}</div>}
    </section>
  )
}

function OnItsWay({ upload: u, onForget }: { upload: Upload; onForget: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes.way}>
      <div className={classes.wayHead}>
        <span className="clip" title={u.name}>
          {u.name}
        </span>
        {u.error && (
          <ActionIcon
            size="sm"
            aria-label={t('card.forget_upload', { name: u.name })}
            onClick={onForget}
          >
            <IconX size={14} />
          </ActionIcon>
        )}
      </div>
      {u.error ? (
        <Text size="sm" c="var(--tone-red)" role="alert">
          {say(u.error)}
        </Text>
      ) : (
        <Progress
          value={u.part * 100}
          size="sm"
          animated={u.part === 1}
          aria-label={t('card.uploading', { name: u.name })}
        />
      )}
    </div>
  )
}
