s/"(milliseconds|forward_ms|gradient_ms|ratio)":[0-9.]+/"\1":-/g
s/[0-9.]+ ms/- ms/g
s/[0-9.]+ times inference/- times inference/g
