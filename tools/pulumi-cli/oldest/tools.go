//go:build tools

// Package tools pins the oldest Pulumi CLI that the component accepts, which the matrix of versions runs.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
