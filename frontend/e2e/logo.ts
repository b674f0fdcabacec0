import type { Page } from '@playwright/test'

/** Makes a picture in the page, as people have them, and returns its bytes. */
export async function drawnLogo(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 1600
    canvas.height = 400
    const pen = canvas.getContext('2d')
    if (!pen) return ''
    pen.fillStyle = '#4840c8'
    pen.fillRect(0, 0, 1600, 400)
    pen.fillStyle = '#ffffff'
    pen.font = 'bold 200px sans-serif'
    pen.fillText('Atelier Nord', 120, 270)
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(url.split(',')[1] ?? '', 'base64')
}
