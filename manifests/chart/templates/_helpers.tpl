{{/* The name of the Deployment and of what belongs to it; short, because suffixes follow. */}}
{{- define "stowage.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* The image: by its digest if there is one. */}}
{{- define "stowage.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* Namespaces in which the hooks that fail closed are not called: our own and kube-system whatever the values say. */}}
{{- define "stowage.excludedNamespaces" -}}
{{- concat (list .Release.Namespace "kube-system") .Values.excludedNamespaces | uniq | sortAlpha | toYaml -}}
{{- end -}}

{{/* What the Admissions Enforcer of AKS adds to selectors. */}}
{{- define "stowage.aksExpressions" -}}
- key: control-plane
  operator: NotIn
  values:
    - 'true'
- key: kubernetes.azure.com/managedby
  operator: NotIn
  values:
    - aks
{{- end -}}

{{- define "stowage.aksSelector" -}}
matchExpressions:
  {{- include "stowage.aksExpressions" . | nindent 2 }}
{{- end -}}
