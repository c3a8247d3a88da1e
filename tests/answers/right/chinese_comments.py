def mse(preds, targets):
    # 均方误差：误差的平方的平均值
    误差 = preds - targets
    return (误差 ** 2).mean()

# %%
def apply_step(params, prn=True):
    预测 = function(time, params)
    损失 = mse(预测, speed)
    损失.backward()  # 反向传播
    params.data -= lr * params.grad  # 更新参数
    params.grad = None  # 梯度清零
    if prn:
        print("均方根误差如下：")
        print("RMSE:", 损失.item() ** 0.5)
    return 预测
