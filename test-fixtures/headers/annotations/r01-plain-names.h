struct plain_names {
    int _version;
    char _string[8];
};
