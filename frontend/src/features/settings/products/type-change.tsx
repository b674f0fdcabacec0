import { Alert, Button, Progress, Skeleton, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { UseList } from '@/components/ui/used-by'
import { backend } from '@/lib/api/client'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useTypeChange } from '../api'
import { Dialog } from '../dialog'
import { useRunJob } from '../use-run-job'
import { CurrencySelect, TypeSelect } from './field-type-input'
import type { FieldType } from './field-types'
import { TypeChangeNumbers } from './type-change-numbers'

interface TypeChangeProps {
  product: string
  field: crm.Field
  onClose: () => void
  onChanged: () => void
}

/** Gives a field another type; says first which values stay and which are lost. */
export function TypeChange({ product, field, onClose, onChanged }: TypeChangeProps) {
  const { t } = useTranslation()
  const [type, setType] = useState<FieldType | ''>('')
  const [currency, setCurrency] = useState(useWorkspace().currency)
  const input = { product, field: field.id, type: type || field.type, currency, lost: 0 }
  const job = useRunJob(backend.ChangeField, () => {
    onClose()
    onChanged()
  })
  // The field is another one by the time that the job tells of its end.
  const change = useTypeChange(input, type !== '' && !job.running)
  const found = type === '' ? undefined : change.data
  const used = (found?.uses.length ?? 0) > 0
  const lost = found?.lost ?? 0
  return (
    <Dialog
      title={t('settings.change_type_title', { name: field.name })}
      onClose={onClose}
      busy={job.running}
      actions={
        <>
          <Button variant="default" onClick={onClose} disabled={job.running}>
            {t('common.cancel')}
          </Button>
          <Button
            color={lost > 0 ? 'red' : undefined}
            disabled={!found || used}
            loading={job.running}
            onClick={() => job.run({ ...input, lost })}
          >
            {lost > 0 ? t('settings.change_and_lose', { count: lost }) : t('settings.change_type')}
          </Button>
        </>
      }
    >
      <TypeSelect
        label={t('settings.new_type')}
        without={field.type}
        value={type}
        onChange={setType}
        disabled={job.running}
      />
      {type === 'money' && <CurrencySelect value={currency} onChange={setCurrency} />}
      {type !== '' && change.isPending && <Skeleton h={48} />}
      {found && used && (
        <Alert variant="outline" color="yellow" icon={<IconLock size={18} />}>
          <Text fw={600}>{t('settings.used_here')}</Text>
          <UseList uses={found.uses} product={product} onGo={onClose} />
        </Alert>
      )}
      {found && !used && <TypeChangeNumbers found={found} product={product} />}
      {job.running && (
        <Progress
          value={job.percent ?? 100}
          animated
          aria-label={t('settings.change_type_title', { name: field.name })}
        />
      )}
      <ErrorBox error={change.error ?? job.error} />
    </Dialog>
  )
}
