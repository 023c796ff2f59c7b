module.exports = () => {
  throw new Error('Verbatim comes without sharp: it reads no pictures.');
};
