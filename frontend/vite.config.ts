import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type ProxyOptions } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// `make dev` runs `stepwise serve` beside Vite; its Host and Origin checks must
// see its own address.
const serve = process.env.STEPWISE_SERVE ?? 'http://127.0.0.1:8080'
const toServe: ProxyOptions = {
  target: serve,
  changeOrigin: true,
  configure: (proxy) => proxy.on('proxyReq', (request) => request.setHeader('origin', serve)),
}

// The program carries the files packed, and hands them on so (backend/screens).
const packed: Plugin = {
  name: 'packed',
  apply: 'build',
  writeBundle({ dir }) {
    for (const name of readdirSync(`${dir}/assets`)) {
      if (!/\.(m?js|css|svg)$/.test(name)) continue
      const file = `${dir}/assets/${name}`
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
      rmSync(file)
    }
  },
}

export default defineConfig({
  base: './',
  plugins: [react(), packed],
  resolve: { alias: { '@wails': here('./wailsjs'), '@': here('./src') } },
  server: {
    host: '127.0.0.1',
    strictPort: true,
    proxy: Object.fromEntries(
      ['/rpc', '/events', '/sign-in', '/login', '/logout', '/invitation', '/files'].map((path) => [
        path,
        toServe,
      ]),
    ),
  },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1500 },
})
