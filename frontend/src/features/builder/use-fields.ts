import type { crm } from '@wails/go/models'
import { useMemo } from 'react'
import { useProduct } from '@/lib/workspace/workspace'

/** The product's fields of some types, in their order. */
export function useFieldsOf(...types: crm.Field['type'][]): crm.Field[] {
  const { fields } = useProduct()
  const wanted = types.join()
  return useMemo(
    () => fields.filter((field) => wanted.split(',').includes(field.type)),
    [fields, wanted],
  )
}

/** The fields that hold a date, with or without a time. */
export function useDateFields(): crm.Field[] {
  return useFieldsOf('date', 'datetime')
}
