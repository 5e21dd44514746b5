{{- define "onething.labels" -}}
app.kubernetes.io/name: onething
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "onething.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "onething.pod" -}}
automountServiceAccountToken: false
terminationGracePeriodSeconds: 40
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "onething.container" -}}
image: {{ include "onething.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
env:
  {{- /* The probes of the node come to the pod's own address and say 127.0.0.1. */}}
  - {name: ONETHING_HOSTS, value: {{ append .Values.hosts "127.0.0.1" | join "," | quote }}}
  - {name: ONETHING_PUBLIC_URL, value: {{ .Values.publicUrl | quote }}}
  - {name: ONETHING_HTTPS, value: "1"}
  - {name: ONETHING_BEHIND_PROXY, value: "1"}
  - {name: ONETHING_REQUEST_LOG, value: "1"}
  {{- range $name, $value := .Values.settings }}
  - {name: {{ $name }}, value: {{ $value | toString | quote }}}
  {{- end }}
  {{- range $name, $key := .Values.secretKeys }}
  - {name: {{ $name }}_FILE, value: {{ printf "/run/secrets/onething/%s" $key | quote }}}
  {{- end }}
{{- end }}

{{- define "onething.mounts" -}}
- {name: secrets, mountPath: /run/secrets/onething, readOnly: true}
- {name: data, mountPath: /data}
- {name: temporary, mountPath: /tmp}
{{- end }}

{{- define "onething.volumes" -}}
- name: secrets
  secret: {secretName: {{ .Values.existingSecret | quote }}, defaultMode: 0440}
- name: data
  emptyDir: {sizeLimit: 1Gi}
- name: temporary
  emptyDir: {sizeLimit: 1Gi}
{{- end }}

{{- define "onething.stores" -}}
- {name: files, mountPath: /files}
- {name: {{ ternary "witness" "files" (not (empty .Values.witness.claim)) }}, mountPath: /witness{{ if empty .Values.witness.claim }}, subPath: .witness{{ end }}}
{{- end }}

{{- define "onething.claims" -}}
- name: files
  persistentVolumeClaim: {claimName: {{ .Values.files.claim | quote }}}
{{- with .Values.witness.claim }}
- name: witness
  persistentVolumeClaim: {claimName: {{ . | quote }}}
{{- end }}
{{- end }}
