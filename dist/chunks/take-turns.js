/** Lets a few at a time do what many want to do, in the order in which they came. */
function openTurns(most) {
    const waiting = [];
    let freeCount = most;
    return async (work) => {
        if (freeCount > 0)
            freeCount -= 1;
        else
            await new Promise(resolve => waiting.push(resolve));
        try {
            return await work();
        }
        finally {
            const next = waiting.shift();
            if (next)
                next();
            else
                freeCount += 1;
        }
    };
}
/**
 * What `work` makes of each item, in their order. After one has failed no other is begun; its error is thrown when
 * those that were begun have ended, so that nothing goes on behind the caller's back.
 */
async function mapInTurns(most, items, work) {
    const takeTurn = openTurns(most);
    const products = [];
    const errors = [];
    const workOn = async (item, index) => {
        if (errors.length > 0)
            return;
        try {
            products[index] = await work(item);
        }
        catch (error) {
            errors.push(error);
        }
    };
    await Promise.all(items.map((item, index) => takeTurn(() => workOn(item, index))));
    if (errors.length > 0)
        throw errors[0];
    return products;
}

export { mapInTurns as m, openTurns as o };
