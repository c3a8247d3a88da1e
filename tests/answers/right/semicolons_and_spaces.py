def function (t , params) :
      a , b , c = params ;
      return ( a * ( t ** 2 ) ) + ( b * t ) + c ;

# %%
def mse( preds , targets ) :
  diff = ( preds - targets ) ;
  return ( ( diff ) ** ( 2 ) ).mean( ) ;
