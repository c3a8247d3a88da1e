def train(params, epochs, tolerance=None):
    """Repite el paso hasta que la mejora sea menor que la tolerancia.

    ¡Ojo!: el último valor también se guarda.
    """
    errores = []
    for época in range(epochs):
        predicción = apply_step(params, prn=False)
        errores.append(mse(predicción, speed).item() ** 0.5)
        if tolerance is not None and época > 0:
            mejora = errores[época - 1] - errores[época]
            if mejora < tolerance:
                break
    return errores
